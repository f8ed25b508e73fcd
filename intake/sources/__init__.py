"""Files that hold a story, a kind a file: each is read into an `IncomingStory`."""
