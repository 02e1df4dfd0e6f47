"""Never comes back from the first case."""


def gradients(X, Y, W1, W2):
    while True:
        pass


def train(X, Y, report):
    return None
