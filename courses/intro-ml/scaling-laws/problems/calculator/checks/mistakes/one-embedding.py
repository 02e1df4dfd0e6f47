"""Where they are not tied, input and output have an embedding each."""
import reference


def params(cfg):
    return reference.params(cfg, embeddings=1)
