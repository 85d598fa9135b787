package dev.sheaf.local.load;

import dev.sheaf.core.run.RunTable;
import dev.sheaf.core.run.UploadItem;
import dev.sheaf.core.upload.Upload;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what the table knows of many uploads, with few calls. */
final class UploadRecords {
  /** Of so many and more, all of the dataset's are read in one go. */
  private static final int MANY = 20;

  private final RunTable table;

  UploadRecords(RunTable table) {
    this.table = table;
  }

  /** By id; uploads that the table does not know are left out. */
  Map<String, UploadItem> of(Collection<Upload> uploads) {
    Map<String, UploadItem> known = new HashMap<>();
    Map<String, List<Upload>> byDataset =
        uploads.stream().collect(Collectors.groupingBy(Upload::dataset));
    byDataset.forEach(
        (dataset, wanted) -> {
          if (wanted.size() >= MANY) {
            table.uploads(dataset).forEach(record -> known.put(record.upload().id(), record));
          } else {
            wanted.forEach(
                upload -> table.upload(upload).ifPresent(record -> known.put(upload.id(), record)));
          }
        });
    return known;
  }
}
