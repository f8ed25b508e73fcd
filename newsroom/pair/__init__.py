"""The pair editor: a translation beside its source, paragraph by paragraph."""
