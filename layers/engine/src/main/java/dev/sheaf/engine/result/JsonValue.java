package dev.sheaf.engine.result;

/** A nested value as its JSON text. */
public record JsonValue(String text) {}
