"""What every modelled service shares: the wire, errors, and AWS's own description of its parameters."""
