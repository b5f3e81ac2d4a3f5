"""One module per table; each has records() and, where arrays are used by many records, shared()."""
