"""What a run or a month of it costs: quantities, prices, and the bill."""
