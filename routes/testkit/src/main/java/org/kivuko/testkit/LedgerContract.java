package org.kivuko.testkit;

/**
 * What every ledger does. Implemented by a test class per ledger; tests may share one ledger, since each casts its own
 * agencies.
 */
public interface LedgerContract
        extends LedgerClaimsContract,
                LedgerRecordingContract,
                LedgerCommitOrderContract,
                LedgerHandOverContract,
                LedgerContentContract,
                LedgerAgendaContract,
                LedgerMemoryContract,
                LedgerThreadsContract,
                LedgerEvidenceContract {}
