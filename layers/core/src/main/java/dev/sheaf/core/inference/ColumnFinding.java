package dev.sheaf.core.inference;

import dev.sheaf.core.dataset.Column;

/** A column as inferred, and the line of evidence for it. */
record ColumnFinding(Column column, String evidence) {}
