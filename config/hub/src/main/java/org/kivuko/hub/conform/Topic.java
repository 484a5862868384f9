package org.kivuko.hub.conform;

import java.util.List;

/** Cases that belong together. */
record Topic(String name, List<Case> cases) {
    static Topic of(String name, Case... cases) {
        return new Topic(name, List.of(cases));
    }
}
