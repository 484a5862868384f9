package org.kivuko.agreement;

import java.util.Optional;
import java.util.Set;

/**
 * Where a message that a rule is about may arise. What was not stated admits everything, what was stated and names no post
 * admits nothing.
 */
record Posts(boolean everything, Set<String> values) {
    static final Posts ANYWHERE = new Posts(true, Set.of());

    static Posts only(Set<String> posts) {
        return new Posts(false, Set.copyOf(posts));
    }

    /** A message without a post is admitted only where every message is. */
    boolean admits(Optional<String> post) {
        return everything || (post.isPresent() && values.contains(post.get()));
    }
}
