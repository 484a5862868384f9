package org.kivuko.connector.artemis;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.paging.impl.PageTimedWriter;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreImpl;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.RouteContextList;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.apache.activemq.artemis.utils.ExecutorFactory;

/**
 * Pages on disk, of which no transaction uses a part only: what it sends to one address goes to memory as a whole or to pages as
 * a whole. Of its own the broker makes known what a transaction wrote to pages, and what it kept in memory, in the order in
 * which it first did either at whichever address; where an address became full in the middle of it, whoever reads ahead could
 * find the later messages first. Thread-safe.
 */
final class OrderedPages extends PagingStoreFactoryNIO {
    private static final int IN_MEMORY = -1;
    private static final String PAGE = ".page";

    private final Configuration configuration;
    private final PageWrites writes = new PageWrites();

    OrderedPages(
            StorageManager storage,
            Configuration configuration,
            ScheduledExecutorService scheduled,
            ExecutorFactory executors,
            IOCriticalErrorListener onError) {
        super(
                storage,
                configuration.getPagingLocation(),
                configuration.getPageSyncTimeout(),
                scheduled,
                executors,
                configuration.isJournalSyncNonTransactional(),
                onError,
                configuration::isPurgePageFolders);
        this.configuration = configuration;
    }

    @Override
    public synchronized PagingStore newStore(SimpleString address, AddressSettings settings) {
        return new Store(address, settings, null);
    }

    /**
     * A new folder of pages, whose name is on disk before a message is. Of its own the broker leaves that to the operating system: after
     * a power cut within seconds the file with the address was empty, and nobody could tell any more whose messages lay beside it.
     */
    @Override
    public synchronized SequentialFileFactory newFileFactory(SimpleString address) throws Exception {
        SequentialFileFactory files = super.newFileFactory(address);
        Path folder = files.getDirectory().toPath();
        sync(folder.resolve(ADDRESS_FILE));
        sync(folder);
        sync(getDirectory().toPath());
        sync(getDirectory().toPath().getParent());
        return files;
    }

    /** Of a folder: the names in it. */
    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Folders that hold messages of which nobody can tell to whom they go; empty where the broker may start. */
    static List<Path> nameless(Path paging) throws IOException {
        var found = new ArrayList<Path>();
        File[] folders = paging.toFile().listFiles(File::isDirectory);
        for (File folder : folders == null ? new File[0] : folders) {
            File[] pages = folder.listFiles(file -> file.getName().endsWith(PAGE) && file.length() > 0);
            Path name = folder.toPath().resolve(ADDRESS_FILE);
            if (pages != null && pages.length > 0 && (!Files.exists(name) || Files.size(name) == 0)) {
                found.add(folder.toPath());
            }
        }
        return found;
    }

    /** Those that have left pages behind, from their folders; one without a name was begun and never used. */
    @Override
    public List<PagingStore> reloadStores(HierarchicalRepository<AddressSettings> settings) throws IOException {
        var stores = new ArrayList<PagingStore>();
        File[] folders = getDirectory().listFiles(folder -> new File(folder, ADDRESS_FILE).exists());
        for (File folder : folders == null ? new File[0] : folders) {
            List<String> lines = Files.readAllLines(folder.toPath().resolve(ADDRESS_FILE));
            if (!lines.isEmpty()) {
                SimpleString address = SimpleString.of(lines.get(0));
                stores.add(new Store(address, settings.getMatch(address.toString()), newFileFactory(folder.getName())));
            }
        }
        return stores;
    }

    private final class Store extends PagingStoreImpl {
        /** What has sent something to this address that stays in memory, and has not ended. */
        private final Set<Transaction> inMemory = ConcurrentHashMap.newKeySet();

        /** @param files of pages that are there, or null */
        Store(SimpleString address, AddressSettings settings, SequentialFileFactory files) {
            super(
                    address,
                    getScheduledExecutor(),
                    getSyncTimeout(),
                    OrderedPages.this.getPagingManager(),
                    OrderedPages.this.getStorageManager(),
                    files,
                    OrderedPages.this,
                    address,
                    settings,
                    getExecutorFactory().getExecutor().setFair(true),
                    isSyncNonTransactional(),
                    configuration::isPurgePageFolders);
        }

        /** Called while the store is being made: nothing of its own is there yet. */
        @Override
        protected PageTimedWriter createPageTimedWriter(ScheduledExecutorService scheduled, long syncNanos) {
            var writer = new PageWriter(this, scheduled, isSyncNonTransactional(), syncNanos, writes);
            writer.start();
            return writer;
        }

        /** A negative number where the message stays in memory. */
        @Override
        public int page(
                Message message,
                Transaction transaction,
                RouteContextList routes,
                Function<Message, Message> decorator,
                boolean flowControl)
                throws Exception {
            if (transaction == null) {
                return super.page(message, null, routes, decorator, flowControl);
            }
            // Where the disk is full the broker refuses the message.
            if (inMemory.contains(transaction) && !getPagingManager().isDiskFull()) {
                return IN_MEMORY;
            }
            int written = super.page(message, transaction, routes, decorator, flowControl);
            if (written < 0 && inMemory.add(transaction)) {
                transaction.addOperation(new Ending());
            }
            return written;
        }

        private final class Ending extends TransactionOperationAbstract {
            @Override
            public void afterCommit(Transaction transaction) {
                inMemory.remove(transaction);
            }

            @Override
            public void afterRollback(Transaction transaction) {
                inMemory.remove(transaction);
            }
        }
    }
}
