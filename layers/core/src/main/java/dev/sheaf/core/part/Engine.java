package dev.sheaf.core.part;

import dev.sheaf.core.transform.TransformCompiler;
import java.nio.file.Path;

/**
 * What writes and reads parts, and runs the SQL of transforms.
 *
 * @param scratch an existing folder for files of work under way
 */
public record Engine(
    PartWriter writer, PartReader reader, TransformCompiler transforms, Path scratch) {}
