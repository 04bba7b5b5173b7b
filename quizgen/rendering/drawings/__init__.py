"""Facts -> pictures drawn from them: a day among the events of the story, a place on the map."""
