namespace Gradus.Data;

/// <summary>What a weight belongs to: a column, a level of a text column, or a product of such factors.</summary>
/// <param name="Name">Such as <c>area</c>, <c>city=Bern</c>, <c>area:city=Bern</c>, <c>area^2</c>.</param>
public sealed record Term(string Name, IReadOnlyList<Factor> Factors)
{
    /// <summary>Every column, and every level but the first; then what products are asked for.</summary>
    /// <param name="interactions">Also the product of any two terms of different columns.</param>
    /// <param name="power">Also the powers of number and date columns up to this one.</param>
    public static List<Term> Of(IReadOnlyList<ModelColumn> columns, bool interactions = false, int power = 1)
    {
        var terms = new List<Term>();
        for (var j = 0; j < columns.Count; j++)
        {
            var column = columns[j];
            if (column.Kind != ColumnKind.Text) terms.Add(new Term(column.Name, [new Factor(j)]));
            else
                for (var level = 1; level < column.Levels.Count; level++)
                    terms.Add(new Term($"{column.Name}={column.Levels[level]}", [new Factor(j, level)]));
        }
        var simple = terms.Count;
        for (var exponent = 2; exponent <= power; exponent++)
            for (var j = 0; j < columns.Count; j++)
                if (columns[j].Kind is ColumnKind.Number or ColumnKind.Date)
                    terms.Add(new Term($"{columns[j].Name}^{exponent}", [.. Enumerable.Repeat(new Factor(j), exponent)]));
        for (var a = 0; a < simple && interactions; a++)
            for (var b = a + 1; b < simple; b++)
                if (terms[a].Factors[0].Column != terms[b].Factors[0].Column)
                    terms.Add(new Term($"{terms[a].Name}:{terms[b].Name}", [.. terms[a].Factors, .. terms[b].Factors]));
        return terms;
    }

    /// <summary>The term's values of some rows; value of column j in row i at <c>columns[j * stride + i]</c>.</summary>
    internal void Evaluate(ReadOnlySpan<double> columns, int stride, Span<double> values)
    {
        Evaluate(Factors[0], columns.Slice(Factors[0].Column * stride, values.Length), values);
        for (var k = 1; k < Factors.Count; k++)
        {
            var (column, level) = Factors[k];
            var other = columns.Slice(column * stride, values.Length);
            if (level == Factor.Value)
                for (var i = 0; i < values.Length; i++) values[i] *= other[i];
            else
                for (var i = 0; i < values.Length; i++) values[i] *= other[i] == level ? 1 : 0;
        }
    }

    private static void Evaluate(Factor factor, ReadOnlySpan<double> column, Span<double> values)
    {
        if (factor.Level == Factor.Value) column.CopyTo(values);
        else
            for (var i = 0; i < values.Length; i++) values[i] = column[i] == factor.Level ? 1 : 0;
    }
}
