"""What readers see: pages now; search, feeds and the static edition later."""
