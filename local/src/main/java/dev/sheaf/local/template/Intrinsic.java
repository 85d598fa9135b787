package dev.sheaf.local.template;

import static java.util.Objects.requireNonNull;

/**
 * A value that CloudFormation computes, as {@code !Name argument} or {@code {"Fn::Name": argument}}.
 *
 * @param name without prefix: {@code Ref}, {@code Sub}, {@code GetAtt}, ...
 * @param argument a text, number, list or map, which may hold intrinsics again
 */
record Intrinsic(String name, Object argument) {
  Intrinsic {
    requireNonNull(name);
    requireNonNull(argument);
  }
}
