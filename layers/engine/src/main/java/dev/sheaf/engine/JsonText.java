package dev.sheaf.engine;

/** A nested value as its JSON text. */
public record JsonText(String text) {}
