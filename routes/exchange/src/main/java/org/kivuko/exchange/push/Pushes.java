package org.kivuko.exchange.push;

import java.util.List;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;

/** To whom is pushed, and how it stands. Thread-safe. */
public interface Pushes {
    /** Nobody is pushed to. */
    Pushes NONE = new Pushes() {
        @Override
        public boolean deliveries(AgencyId agency, Channel channel) {
            return false;
        }

        @Override
        public boolean receipts(AgencyId agency) {
            return false;
        }

        @Override
        public List<PushState> states() {
            return List.of();
        }
    };

    /** Whether its deliveries of a channel are pushed. */
    boolean deliveries(AgencyId agency, Channel channel);

    /** Whether its receipts are pushed. */
    boolean receipts(AgencyId agency);

    /** Of everybody who is pushed to, by code. */
    List<PushState> states();
}
