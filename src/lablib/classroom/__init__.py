"""A room of learners on one machine: JupyterHub's seats and desk, and how many learners it holds."""
