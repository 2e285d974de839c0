package dev.muster.local.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * The RSA key pair of one data directory, made when it is first asked for.
 *
 * @param privateKey signs tokens; in a file that only its owner may read
 * @param publicKey checks them; base64 of its DER form, as the services are given it
 */
public record Keys(PrivateKey privateKey, String publicKey) {
    /** Who the local tokens are from. */
    public static final String ISSUER = "https://local.muster.dev";

    private static final String FILE = "signing-key.pkcs8";
    private static final int BITS = 2048;

    /** The pair of {@code directory}. */
    public static Keys in(Path directory) {
        var file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(directory, file);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Keys[public " + publicKey.length() + " characters]";
    }

    private static Keys read(Path file) throws IOException, GeneralSecurityException {
        var encoded =
                Base64.getDecoder().decode(Files.readString(file, US_ASCII).strip());
        var factory = KeyFactory.getInstance("RSA");
        var privateKey = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
        var publicKey =
                factory.generatePublic(new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
        return new Keys(privateKey, Base64.getEncoder().encodeToString(publicKey.getEncoded()));
    }

    private static void make(Path directory, Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        var encoded = generator.generateKeyPair().getPrivate().getEncoded();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Files.createTempFile(directory, "key", null, ownerOnly);
        Files.writeString(fresh, Base64.getEncoder().encodeToString(encoded), US_ASCII);
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException anotherWasQuicker) {
            // then its key is the key
        } finally {
            Files.delete(fresh);
        }
    }
}
