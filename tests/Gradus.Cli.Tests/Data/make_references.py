"""Makes the tables and the truths that `gradus fit` is tested against, with Debian 12's python3-sklearn and python3-statsmodels.

Run it with the system's Python in this folder: /usr/bin/python3 make_references.py
"""

import json

import numpy
import pandas
import statsmodels.api as sm
from sklearn import datasets
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score, log_loss
from sklearn.preprocessing import PolynomialFeatures, StandardScaler


def iris():
    data = datasets.load_iris()
    table = pandas.DataFrame(data.data, columns=["sepal_length", "sepal_width", "petal_length", "petal_width"])
    table["species"] = [data.target_names[kind] for kind in data.target]
    return table


def breast_cancer():
    data = datasets.load_breast_cancer()
    table = pandas.DataFrame(data.data[:, :10], columns=[name.replace(" ", "_") for name in data.feature_names[:10]])
    table["diagnosis"] = [data.target_names[kind] for kind in data.target]
    return table


def linnerud():
    data = datasets.load_linnerud()
    return pandas.DataFrame(
        numpy.hstack([data.data, data.target]), columns=["chins", "situps", "jumps", "weight", "waist", "pulse"])


def summary(x, y):
    """Ordinary least squares with standard errors, t and p; the constant last."""
    x = x.assign(**{"(bias)": 1.0})
    fit = sm.OLS(y, x).fit(method="qr")
    return {
        "weights": dict(fit.params), "standard_errors": dict(fit.bse), "t": dict(fit.tvalues), "p": dict(fit.pvalues),
        "rmse": float(numpy.sqrt(numpy.mean(fit.resid ** 2))), "mae": float(numpy.mean(numpy.abs(fit.resid))),
        "r2": fit.rsquared,
    }


def in_table_units(model, scaler, columns, scale=1.0, shift=0.0):
    weights = model.coef_.ravel() / scaler.scale_ * scale
    bias = float(numpy.ravel(model.intercept_)[0]) * scale + shift - float(weights @ scaler.mean_)
    return {**dict(zip(columns, weights)), "(bias)": bias}


truth = {}
flowers = iris()
flowers.to_csv("iris.csv", index=False)
x = pandas.get_dummies(flowers.drop(columns="sepal_length"), prefix_sep="=", drop_first=True).astype(float)
truth["iris"] = summary(x, flowers["sepal_length"])

numbers = flowers[["sepal_width", "petal_length", "petal_width"]]
squares = PolynomialFeatures(2, include_bias=False).fit(numbers)
names = [name.replace(" ", ":") for name in squares.get_feature_names_out()]
truth["iris_polynomial"] = summary(
    pandas.DataFrame(squares.transform(numbers), columns=names), flowers["sepal_length"])

diabetes = pandas.read_csv("diabetes.csv")
x, y = diabetes.drop(columns="progression"), diabetes["progression"]
truth["diabetes"] = summary(x, y)
scaler = StandardScaler().fit(x)
scaled, deviation = scaler.transform(x), float(y.std(ddof=0))
standard = (y - y.mean()) / deviation
rows = len(y)
L2 = 0.01
ridge = Ridge(alpha=L2 * rows, tol=1e-14).fit(scaled, standard)
truth["diabetes_ridge"] = {"l2": L2, "weights": in_table_units(ridge, scaler, x.columns, deviation, y.mean())}
L1 = 0.05
# scikit-learn halves the squared error: alpha * l1_ratio is half of our l1.
lasso = ElasticNet(alpha=L1 / 2, l1_ratio=1.0, tol=1e-14, max_iter=1_000_000).fit(scaled, standard)
truth["diabetes_lasso"] = {"l1": L1, "weights": in_table_units(lasso, scaler, x.columns, deviation, y.mean())}
median = sm.QuantReg(y, x.assign(**{"(bias)": 1.0})).fit(q=0.5, max_iter=100_000, p_tol=1e-12)
truth["diabetes_median"] = {"mae": float(numpy.mean(numpy.abs(y - median.fittedvalues)))}
# The scale is that of the target, not estimated from the residuals: weighted least squares until nothing moves.
design, goal = sm.add_constant(scaled), standard.to_numpy()
weights = numpy.linalg.lstsq(design, goal, rcond=None)[0]
for _ in range(10_000):
    root = numpy.sqrt(numpy.minimum(1, 1.35 / numpy.abs(goal - design @ weights)))
    weights = numpy.linalg.lstsq(root[:, None] * design, root * goal, rcond=None)[0]
huber = weights[1:] / scaler.scale_ * deviation
truth["diabetes_huber"] = {"weights": dict(zip(x.columns, huber))}

cancer = breast_cancer()
cancer.to_csv("breast_cancer.csv", index=False)
x, y = cancer.drop(columns="diagnosis"), (cancer["diagnosis"] == "malignant").astype(int)
scaler = StandardScaler().fit(x)
scaled = scaler.transform(x)
L2 = 0.01
# scikit-learn minimizes |w|^2 / 2 + C * (sum of losses); ours is l2 |w|^2 + mean of losses.
logistic = LogisticRegression(C=1 / (2 * L2 * len(y)), tol=1e-12, max_iter=100_000).fit(scaled, y)
chances = logistic.predict_proba(scaled)[:, 1]
truth["breast_cancer_logistic"] = {
    "l2": L2, "weights": in_table_units(logistic, scaler, x.columns), "accuracy": logistic.score(scaled, y),
    "auc": roc_auc_score(y, chances), "log_loss": log_loss(y, chances),
}

people = linnerud()
people.to_csv("linnerud.csv", index=False)
x = people[["weight", "waist", "pulse"]].assign(**{"(bias)": 1.0})
poisson = sm.GLM(people["situps"], x, family=sm.families.Poisson()).fit(tol=1e-14, maxiter=1000)
truth["linnerud_poisson"] = {"weights": dict(poisson.params), "deviance": poisson.deviance / len(people)}

with open("references.json", "w", encoding="utf-8") as file:
    json.dump(truth, file, indent=1)
    file.write("\n")
