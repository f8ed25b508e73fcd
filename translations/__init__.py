"""The work of turning one version into another, and whether the result still holds."""
