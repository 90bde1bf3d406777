import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Runs Neo4j in a folder until its input ends, which it does when the process that started it is gone. With a third
 * argument it removes the folder afterwards.
 */
public class Neo4jServer {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        DatabaseManagementService service =
                new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(Path.of(args[1])).build();
        System.out.println("neo4j is up");
        while (System.in.read() >= 0) {}
        service.shutdown();
        if (args.length > 2) {
            try (var files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }
}
