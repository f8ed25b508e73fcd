"""The rules of the translation memory: what is compared, how, and how alike it is."""
