package dev.sheaf.local.load;

/** Is told how a load goes on, by one thread at a time unless said otherwise. */
public interface LoadListener {

  /** A definition beside the files was looked at. */
  void defined(String dataset, DefinitionChange change);

  /** A file was looked at, and sent if need be; by many threads. */
  void delivered(Delivered delivered, int files);

  /** Uploads are being worked on. */
  void standing(Standing standing);
}
