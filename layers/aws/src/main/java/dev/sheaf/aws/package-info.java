/**
 * S3, SQS, DynamoDB and Lambda behind the ports of {@code dev.sheaf.core}. The environment is read
 * here and nowhere else.
 */
@NullMarked
package dev.sheaf.aws;

import org.jspecify.annotations.NullMarked;
