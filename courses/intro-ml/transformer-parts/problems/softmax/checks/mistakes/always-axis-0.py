"""This is the softmax along axis 0; the default is the last axis."""
import reference


def softmax(x, axis=-1, T=1):
    return reference.softmax(x, 0, T)
