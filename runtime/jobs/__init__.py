"""Long-running jobs: when to poll a job, what a response means, and how a wait ends."""
