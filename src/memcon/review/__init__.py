"""What people decide: the queue of what needs them, and their judgements."""
