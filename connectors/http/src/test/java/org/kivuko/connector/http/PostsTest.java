package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreements;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.testkit.SmallWorld;

/** The border posts as GeoJSON (RFC 7946). */
class PostsTest {
    private static final AgencyId DIS = AgencyId.of("KEN.DIS");

    private final TestDoor door = new TestDoor();

    @BeforeEach
    void open() {
        Directory.Side mandera = side("KEN-MANDERA", "KEN", Optional.of(List.of(3.938, 41.857)), Optional.empty());
        Directory.Side far = side("UGA-FAR", "UGA", Optional.empty(), Optional.of("the district"));
        Directory.Side west = side("UGA-WEST", "UGA", Optional.of(List.of(-1.5, 29.25)), Optional.empty());
        var directory = new Directory(
                SmallWorld.directory().states(),
                List.of(
                        new Directory.Crossing(
                                "KEN-MANDERA/UGA-FAR", "Mandera", true, false, List.of(DIS), List.of(mandera, far)),
                        new Directory.Crossing(
                                "KEN-MANDERA/UGA-WEST", "Mandera west", false, true, List.of(), List.of(mandera, west)),
                        new Directory.Crossing(
                                "UGA-LONE/unknown",
                                "Lone",
                                false,
                                false,
                                List.of(),
                                List.of(side("UGA-LONE", "UGA", Optional.empty(), Optional.empty())))));
        door.rulebook = () -> Agreements.unkeyed(directory, List.of());
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static Directory.Side side(
            String post, String state, Optional<List<Double>> point, Optional<String> operatedBy) {
        return new Directory.Side(post, state, point.map(known -> "KENDE"), point, operatedBy, List.of(DIS));
    }

    private HttpResponse<String> as(String accept) {
        return door.send(door.to("/v1/posts")
                .header("Authorization", "Bearer " + UGA_KEY)
                .header("Accept", accept)
                .GET());
    }

    private JsonNode feature(String post) {
        for (JsonNode feature : TestDoor.json(as("*/*")).path("features")) {
            if (feature.path("id").asText().equals(post)) {
                return feature;
            }
        }
        throw new AssertionError("no feature " + post);
    }

    /** Seen to fail with the latitude first. */
    @Test
    void aPostStandsWhereItIsLongitudeFirst() {
        assertThat(feature("KEN-MANDERA").path("geometry").toString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[41.857,3.938]}");
        assertThat(feature("UGA-WEST").at("/geometry/coordinates").toString()).isEqualTo("[29.25,-1.5]");
    }

    /** RFC 7946, 3.2: the member is there, and null. Seen to fail with features that had none. */
    @Test
    void aPostWhosePlaceIsNotKnownHasNoGeometry() {
        JsonNode far = feature("UGA-FAR");

        assertThat(far.has("geometry")).isTrue();
        assertThat(far.path("geometry").isNull()).isTrue();
        assertThat(far.at("/properties/operatedBy").asText()).isEqualTo("the district");
        assertThat(far.path("properties").has("unlocode")).isFalse();
    }

    @Test
    void aPostOfSeveralCrossingsIsOneFeature() {
        JsonNode document = TestDoor.json(as("application/geo+json"));
        var posts = new ArrayList<String>();
        document.path("features")
                .forEach(feature -> posts.add(feature.path("id").asText()));

        assertThat(document.path("type").asText()).isEqualTo("FeatureCollection");
        assertThat(posts).containsExactly("KEN-MANDERA", "UGA-FAR", "UGA-LONE", "UGA-WEST");
        assertThat(feature("KEN-MANDERA").path("properties").toString())
                .isEqualTo(
                        "{\"post\":\"KEN-MANDERA\",\"name\":\"Mandera\",\"state\":\"KEN\",\"stateName\":\"Kenya\","
                                + "\"unlocode\":\"KENDE\",\"agencies\":[\"KEN.DIS\"],\"crossings\":["
                                + "{\"crossing\":\"KEN-MANDERA/UGA-FAR\",\"oneStop\":true,\"verify\":false,\"faces\":\"UGA-FAR\"},"
                                + "{\"crossing\":\"KEN-MANDERA/UGA-WEST\",\"oneStop\":false,\"verify\":true,\"faces\":\"UGA-WEST\"}]}");
        assertThat(feature("UGA-LONE").at("/properties/crossings/0").has("faces"))
                .isFalse();
    }

    @Test
    void isServedAsGeoJsonOrJsonAndAsNothingElse() {
        assertThat(as("").headers().firstValue("Content-Type")).hasValue("application/geo+json");
        assertThat(as("application/json").headers().firstValue("Content-Type")).hasValue("application/json");
        assertProblem(as("text/csv"), 406, "NOT_ACCEPTABLE");
        assertProblem(door.get("/v1/posts?state=KEN", UGA_KEY), 400, "SCHEMA_VIOLATION");
        assertThat(door.send(door.to("/v1/posts").GET()).statusCode()).isEqualTo(401);
    }

    /** Nothing but what the configuration says of places: a new member is looked at here first. */
    @Test
    void saysTheSameToEverybodyAndNothingOfTraffic() {
        JsonNode document = TestDoor.json(as("*/*"));
        var members = new TreeSet<String>();
        document.path("features")
                .forEach(feature -> feature.path("properties").fieldNames().forEachRemaining(members::add));

        assertThat(TestDoor.json(door.get("/v1/posts", OPERATOR_KEY))).isEqualTo(document);
        assertThat(members)
                .containsExactly(
                        "agencies", "crossings", "name", "operatedBy", "post", "state", "stateName", "unlocode");
    }
}
