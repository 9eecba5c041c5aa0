"""Where cases run: the simulator, moto in this process, AWS or whatever answers at a URL."""
