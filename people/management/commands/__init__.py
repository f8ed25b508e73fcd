"""Commands for whoever runs the server, when nobody else can help."""
