/**
 * S3, SQS and DynamoDB endpoints inside this JVM, for running Sheaf without an account or a network.
 *
 * <p>All listen on the loopback address only and print nothing but warnings and errors, to stderr. Each takes a folder
 * for what it keeps, except SQS, whose messages live in memory.
 */
package dev.sheaf.local.endpoints;
