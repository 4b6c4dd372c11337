"""Sources that more than one table refers to."""

ANCESTOR = "Primozic, neural network from scratch in the browser, 2022"
