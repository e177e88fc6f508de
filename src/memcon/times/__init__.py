"""Time expressions: recognised, resolved against their anchor, precision kept."""
