package dev.sheaf.core.snapshot;

import dev.sheaf.core.upload.Upload;
import dev.sheaf.core.upload.UploadOutcome;
import dev.sheaf.core.upload.UploadState;

/**
 * Another outcome of an upload, as part of a commit.
 *
 * @param from the state that it must be in
 * @param attempt the attempt that it must be at
 */
public record UploadChange(Upload upload, UploadState from, int attempt, UploadOutcome to) {}
