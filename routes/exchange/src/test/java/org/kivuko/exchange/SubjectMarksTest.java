package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.MessageJson;

/** By what content is known again, and by what it is not. */
class SubjectMarksTest {
    private final SubjectMarks marks = new SubjectMarks(new Digests(new byte[32]));

    private Set<String> of(String data) {
        return marks.of(MessageJson.tree(data.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    /** Seen to fail with values compared as they are written but for their capitals. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'document':{'issuer':'ETH','number':'ZZ0000201'} | 'document':{'type':'PP','number':'zz 0000-201','issuer':'ETH'}",
                "'vehicle':{'country':'KEN','registration':'KBA 123X'} | 'vehicle':{'registration':'kba123x','country':'KEN','colour':'red'}",
                "'vehicle':{'vin':'ZZZ00000000000001'} | 'vehicle':{'vin':'zzz-00000000000001','country':'UGA'}",
                "'object':{'serial':'IW-7781'} | 'object':{'serial':'IW7781','kind':'generator'}",
                "'consignment':{'reference':'UGBUS-2026-4471'} | 'consignment':{'reference':'ugbus 2026 4471'}",
                "'person':{'surname':'Ünal','givenNames':'Amina Zu','dateOfBirth':'1991-04-02'}"
                        + " | 'person':{'givenNames':'AMINA-ZU','dateOfBirth':'1991-04-02','surname':'UNAL'}",
            })
    void knowsAgainWhatIsWrittenOtherwise(String one, String other) {
        assertThat(of("{'subject':{" + one + "}}"))
                .isNotEmpty()
                .isEqualTo(of("{'case':'another','subject':{" + other + "}}"));
    }

    @Test
    void aCrossingRecordShowsTheDocumentThatAnAlertNamed() {
        assertThat(of("{'recordId':'1','docIssuer':'ETH','docNumber':'zz0000201'}"))
                .isEqualTo(of("{'subject':{'document':{'issuer':'ETH','number':'ZZ0000201'}}}"));
    }

    /** What many messages share is no sign that one comes from another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'alertType':'DOC-STOLEN','texts':[{'language':'en','event':'Stolen passport'}]",
                "'subject':{'document':{'type':'PP','issuer':'ETH'}}",
                "'subject':{'document':{'issuer':'ETH','number':' '}}",
                "'subject':{'document':{'issuer':'ETH','number':'*******01'}}",
                "'subject':{'vehicle':{'country':'KEN','make':'Specimen','colour':'white'}}",
                "'subject':{'person':{'surname':'SPECIMEN','nationality':'ETH','sex':'F'}}",
                "'subject':{'event':{'kind':'QUEUE','count':3}}",
                "'subject':{'consignment':{'goods':'sugar','hsCode':'1701.99','container':'MSKU1234570'}}",
            })
    void whatManyMessagesShareIsNoMark(String data) {
        assertThat(of("{" + data + "}")).isEmpty();
    }

    @Test
    void whatStandsInAnotherPlaceIsAnotherThing() {
        assertThat(of("{'subject':{'document':{'issuer':'ETH','number':'1'}}}"))
                .doesNotContainAnyElementsOf(of("{'subject':{'vehicle':{'country':'ETH','registration':'1'}}}"));
    }
}
