// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Fetches the images of the module tests/published and checks their sha256: see README.md beside this file. */
class FetchImages {

    private static final int TIMEOUT_MILLISECONDS = 60_000;

    private record Image(String name, String address, String sha256) {
    }

    private static final List<Image> IMAGES = List.of(
        new Image("i01_01_5.bmp",
            "https://raw.githubusercontent.com/photosynthesis-team/piq/"
                + "9948a52fc09ac5f7fb3618ce64b7086f5c3109da/tests/assets/",
            "74ec08fde9c5e6d6ec0168ca8a6b8c6824d55557c9bd6b816a52b99b2db3e4ed"),
        new Image("road_input.png",
            "https://raw.githubusercontent.com/cloor/HazeFlow/1135342bb53a8daf86619aae4d4148677197a649/examples/",
            "e41ced924f931e3aa7b718ef3749292da75fe6014727dd76b7193e1e42d54a1f"));

    private FetchImages() {
    }

    /** @param args nothing, or a folder that holds the images */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(System.getProperty("user.dir"), "tests", "published");
        if (!Files.exists(folder.resolve("FetchImages.java"))) {
            System.err.println("Run this in the root of the repository: java tests/published/FetchImages.java");
            System.exit(1);
        }
        Path images = Files.createDirectories(folder.resolve("images"));
        for (Image image : IMAGES) {
            URI address = args.length == 0 ? URI.create(image.address() + image.name())
                : Path.of(args[0]).resolve(image.name()).toUri();
            byte[] bytes = read(address);
            String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            if (!found.equals(image.sha256())) {
                System.err
                    .println(address + " is another file: its sha256 is " + found + ", not " + image.sha256() + ".");
                System.exit(1);
            }
            Files.write(images.resolve(image.name()), bytes);
            System.out.println(images.resolve(image.name()));
        }
    }

    private static byte[] read(URI address) throws IOException {
        URLConnection connection = address.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
        connection.setReadTimeout(TIMEOUT_MILLISECONDS);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            System.err
                .println(address + " cannot be read: " + e + ". Save the images by other means and name their folder.");
            System.exit(1);
            throw e;
        }
    }
}
