package dev.sheaf.core.row;

/** Whether a field's text stood in quotes; a JSON string counts as quoted. */
public enum Quoting {
  UNQUOTED,
  QUOTED
}
