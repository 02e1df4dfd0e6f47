import numpy as np


def block(inputs, layer, normalise):
    skip = np.array(inputs, copy=True)
    hidden = normalise(inputs)
    hidden = layer(hidden)
    return np.add(skip, hidden)


def block_backward(grad, layer_backward, norm_backward):
    g = layer_backward(grad)
    g = norm_backward(g)
    return grad + g
