"""The route map, live: which rules hold, what was answered to them, what is open and what it waits for; closing."""

from services.duties import asked as asked  # whoever knows this room can freeze a plan with its questions
