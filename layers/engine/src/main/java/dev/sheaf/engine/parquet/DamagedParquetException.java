package dev.sheaf.engine.parquet;

/**
 * An object is no Parquet file, or a damaged one, or one of a kind that Sheaf does not write: the store
 * is damaged.
 * Permanent: reading it again gives the same.
 */
public final class DamagedParquetException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public DamagedParquetException(String message) {
    super(message);
  }

  public DamagedParquetException(String message, Throwable cause) {
    super(message, cause);
  }
}
