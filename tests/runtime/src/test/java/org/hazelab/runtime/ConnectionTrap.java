// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.URI;
import java.net.URL;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A program of its own, since its traps hold for a whole JVM: prints each way in which something reaches for the
 * network, while the runtime does all it can ({@code runtime}), or while this class tries each way itself ({@code
 * self}).
 *
 * <p>Caught are Java's addresses, sockets and channels, and, of native code, sockets that are still open at the end.
 */
public final class ConnectionTrap {

    /** The column of the socket's number in the kernel's tables. */
    private static final int INODE = 9;

    private static final Set<String> CAUGHT = Collections.synchronizedSet(new TreeSet<>());

    private ConnectionTrap() {
    }

    /** @param arguments {@code runtime} or {@code self} */
    @SuppressWarnings("deprecation") // there is no other way to come before all sockets
    public static void main(String[] arguments) throws IOException {
        ProxySelector.setDefault(new Proxies());
        Socket.setSocketImplFactory(Trap::new);
        if (arguments[0].equals("self")) {
            tryEachWay();
        } else {
            new Diagnosis().get().forEach(finding -> System.out.println("FOUND " + finding));
        }
        findOpenSockets();
        CAUGHT.forEach(way -> System.out.println("CAUGHT " + way));
    }

    private static void tryEachWay() throws IOException {
        DatagramSocket stays = new DatagramSocket();
        System.out.println("open: " + stays.getLocalPort());
        InetSocketAddress unused = new InetSocketAddress("127.0.0.1", 9);
        expectTrap(() -> new URL("http://127.0.0.1:9/x").openStream().close());
        expectTrap(() -> new Socket().connect(unused));
        expectTrap(() -> SocketChannel.open(unused).close());
    }

    @FunctionalInterface
    private interface Way {
        void go() throws IOException;
    }

    private static void expectTrap(Way way) {
        try {
            way.go();
            System.out.println("went through");
        } catch (IOException e) {
            System.out.println("stopped: " + e.getMessage());
        }
    }

    /** Java itself opens a pair of local sockets; those of the Internet stand in the kernel's tables. */
    private static void findOpenSockets() throws IOException {
        Set<String> internet = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
                String[] fields = line.strip().split("\\s+");
                internet.add("socket:[" + fields[Math.min(INODE, fields.length - 1)] + "]");
            }
        }
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                try {
                    if (internet.contains(Files.readSymbolicLink(file).toString())) {
                        CAUGHT.add("open socket");
                    }
                } catch (NoSuchFileException e) {
                    continue; // that was the listing itself
                }
            }
        }
    }

    private static IOException caught(String way) {
        CAUGHT.add(way);
        return new IOException("trapped: " + way);
    }

    private static final class Proxies extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            CAUGHT.add("address " + uri);
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // caught already
        }
    }

    /** Java's channels; Java takes the class whose name is the system property of this name. */
    public static final class Channels extends SelectorProvider {

        /** Called by Java. */
        public Channels() {
            // nothing to prepare
        }

        @Override
        public DatagramChannel openDatagramChannel() throws IOException {
            throw caught("channel");
        }

        @Override
        public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
            throw caught("channel");
        }

        @Override
        public Pipe openPipe() throws IOException {
            throw caught("channel");
        }

        @Override
        public AbstractSelector openSelector() throws IOException {
            throw caught("channel");
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() throws IOException {
            throw caught("channel");
        }

        @Override
        public SocketChannel openSocketChannel() throws IOException {
            throw caught("channel");
        }
    }

    /** A socket that goes nowhere. */
    private static final class Trap extends SocketImpl {

        Trap() {
            fd = new FileDescriptor();
        }

        @Override
        protected void create(boolean stream) throws IOException {
            throw caught("socket");
        }

        @Override
        protected void connect(String host, int port) throws IOException {
            throw caught("socket");
        }

        @Override
        protected void connect(InetAddress address, int port) throws IOException {
            throw caught("socket");
        }

        @Override
        protected void connect(SocketAddress address, int timeout) throws IOException {
            throw caught("socket");
        }

        @Override
        protected void bind(InetAddress host, int port) throws IOException {
            throw caught("socket");
        }

        @Override
        protected void listen(int backlog) throws IOException {
            throw caught("socket");
        }

        @Override
        protected void accept(SocketImpl socket) throws IOException {
            throw caught("socket");
        }

        @Override
        protected InputStream getInputStream() throws IOException {
            throw caught("socket");
        }

        @Override
        protected OutputStream getOutputStream() throws IOException {
            throw caught("socket");
        }

        @Override
        protected int available() {
            return 0;
        }

        @Override
        protected void close() {
            // was never open
        }

        @Override
        protected void sendUrgentData(int data) throws IOException {
            throw caught("socket");
        }

        @Override
        public void setOption(int option, Object value) {
            // for nothing
        }

        @Override
        public Object getOption(int option) {
            return 0;
        }
    }
}
