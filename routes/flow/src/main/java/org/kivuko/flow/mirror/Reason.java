package org.kivuko.flow.mirror;

/** Why two counts may differ, as far as the reports themselves show it. Several may hold; none is proven. */
public enum Reason {
    /** The side that counted fewer covered fewer hours of the day. */
    HOURS,
    /** The sides count by different methods. */
    METHOD,
    /** A figure is provisional or estimated: a revision is to come. */
    REVISION_PENDING,
    /** One side's figures fit the other's of the period before or after, or what is missing here is too much there. */
    SHIFTED_PERIOD,
    /** One side has the same share of the other throughout: a part of the people, whoever they are, is not counted. */
    THINNED,
    /** One side lacks days, figures or a whole kind of travellers that the other has. */
    PARTIAL
}
