/** Stores, brokers, caches, and what people look into them with; the columns are those of `facts.ts`. */
export const STORES = `
postgres 5432 /etc/postgresql PGPORT -p port= config_file= -h listen_addresses= -D
postgis/postgis timescale/timescaledb pgvector/pgvector ankane/pgvector 5432 /etc/postgresql PGPORT -p port= \
 config_file= -D
citusdata/citus paradedb/paradedb supabase/postgres 5432 /etc/postgresql PGPORT -p port= config_file= -D
edoburu/pgbouncer 5432 /etc/pgbouncer LISTEN_PORT
mysql 3306 33060 33062 /etc/mysql /etc/my.cnf MYSQL_TCP_PORT -P --port --defaults-file --defaults-extra-file \
 --mysqlx-port
mariadb 3306 /etc/mysql /etc/my.cnf MYSQL_TCP_PORT -P --port --defaults-file --defaults-extra-file --extra-port
percona percona/percona-server 3306 33060 33062 /etc/my.cnf /etc/mysql MYSQL_TCP_PORT -P --port --defaults-file
mongo 27017 /etc/mongod.conf --port --config -f --configsvr --shardsvr -configsvr -shardsvr
redis valkey/valkey 6379 ?16379 ?26379 --port --tls-port --sentinel
redis/redis-stack-server 6379 ?16379 /redis-stack.conf REDIS_ARGS
redis/redis-stack 6379 8001 ?16379 /redis-stack.conf REDIS_ARGS
eqalpha/keydb 6379 /etc/keydb --port
docker.dragonflydb.io/dragonflydb/dragonfly 6379 DFLY_port --port --admin_port --memcached_port --flagfile
memcached 11211 -p --port -l --listen -A
couchdb 5984 4369 9100 /opt/couchdb/etc
influxdb 8086 8088 ?8089 ?2003 ?4242 ?25826 /etc/influxdb /etc/influxdb2 <3
neo4j 7474 7687 7473 ?2004 ?3637 ?5000 ?6000 ?6362 ?7000 ?7688 /conf /var/lib/neo4j/conf ...
cassandra 9042 7000 7001 7199 9160 /etc/cassandra /opt/cassandra
solr 8983 ?7983 ?9983 ?18983 /var/solr SOLR_PORT
elasticsearch docker.elastic.co/elasticsearch/elasticsearch 9200 9300 /usr/share/elasticsearch/config
docker.elastic.co/elasticsearch/elasticsearch-oss 9200 9300 /usr/share/elasticsearch/config
opensearchproject/opensearch 9200 9300 9600 ?9650 /usr/share/opensearch/config
kibana docker.elastic.co/kibana/kibana 5601 /usr/share/kibana/config SERVER_PORT
opensearchproject/opensearch-dashboards 5601 /usr/share/opensearch-dashboards/config SERVER_PORT
docker.elastic.co/apm/apm-server 8200 /usr/share/apm-server
qdrant/qdrant 6333 6334 6335 /qdrant/config QDRANT__SERVICE__HTTP_PORT QDRANT__SERVICE__GRPC_PORT=6334 --config-path
chromadb/chroma 8000 /config.yaml CHROMA_SERVER_HTTP_PORT CHROMA_PORT
getmeili/meilisearch 7700 MEILI_HTTP_ADDR MEILI_CONFIG_FILE_PATH
typesense/typesense 8108 8107 /etc/typesense TYPESENSE_API_PORT TYPESENSE_PEERING_PORT=8107 --api-port \
 --peering-port --config
arangodb arangodb/arangodb 8529 /etc/arangodb3 --server.endpoint --config -c
rethinkdb 8080 28015 29015
questdb/questdb 9000 8812 9003 9009 /var/lib/questdb
orientdb 2424 2480 /orientdb/config
surrealdb/surrealdb 8000 SURREAL_BIND --bind -b
cockroachdb/cockroach 26257 8080 COCKROACH_PORT --listen-addr --http-addr --http-port --port -p --sql-addr
mcr.microsoft.com/mssql/server 1433 1434 51433 /var/opt/mssql MSSQL_TCP_PORT
clickhouse/clickhouse-server clickhouse 8123 9000 9004 9005 9009 ?8443 ?9010 ?9181 ?9234 ?9363 ?9440 \
 /etc/clickhouse-server
apache/kafka 9092 9093 /mnt/shared /opt/kafka/config KAFKA_LISTENERS ...
registry 5000 ?5001 /etc/docker/registry /etc/distribution REGISTRY_HTTP_ADDR
rabbitmq 5672 4369 5671 15672 15692 25672 ?1883 ?5552 ?8883 ?15674 ?15675 ?61613 /etc/rabbitmq RABBITMQ_NODE_PORT \
 ... \
 RABBITMQ_ENABLED_PLUGINS_FILE RABBITMQ_CONFIG_FILE ~management
rabbitmq 5672 !15672:management|plugins 4369 5671 15692 25672 ?1883 ?5552 ?8883 ?61613 /etc/rabbitmq \
 RABBITMQ_NODE_PORT \
 RABBITMQ_ENABLED_PLUGINS_FILE RABBITMQ_CONFIG_FILE ... ^management
nats 4222 =6222 =8222 ?1883 ?7422 /nats-server.conf -p --port -c --config -m --http_port -ms --https_port -a --addr \
 --cluster \
 --cluster_listen --profile
minio/minio quay.io/minio/minio 9000 !9001:console|CONSOLE MINIO_ADDRESS MINIO_OPTS MINIO_CONFIG_ENV_FILE --address \
 --config \
 --ftp --sftp
eclipse-mosquitto 1883 /mosquitto/config -p -c
zookeeper 2181 2888 3888 8080 ?7000 /conf ZOO_PORT
emqx emqx/emqx 1883 8083 8084 8883 18083 4370 5369 /opt/emqx/etc ...
confluentinc/cp-schema-registry 8081 SCHEMA_REGISTRY_LISTENERS /etc/schema-registry ?9999
confluentinc/cp-kafka-rest 8082 KAFKA_REST_LISTENERS /etc/kafka-rest ?9999
confluentinc/cp-enterprise-control-center 9021 CONTROL_CENTER_REST_LISTENERS /etc/confluent-control-center
provectuslabs/kafka-ui ghcr.io/kafbat/kafka-ui kafbat/kafka-ui 8080 SERVER_PORT JAVA_OPTS JAVA_TOOL_OPTIONS
obsidiandynamics/kafdrop 9000 SERVER_PORT JVM_OPTS CMD_ARGS
tchiotludo/akhq 8080 8081 ?28081 /app MICRONAUT_SERVER_PORT AKHQ_CONFIGURATION JAVA_OPTS
bitnami/redis 6379 ?16379 /opt/bitnami REDIS_PORT_NUMBER
bitnami/postgresql 5432 /opt/bitnami /bitnami/postgresql/conf POSTGRESQL_PORT_NUMBER
bitnami/mysql bitnami/mariadb 3306 ?33060 /opt/bitnami MYSQL_PORT_NUMBER MARIADB_PORT_NUMBER
bitnami/mongodb 27017 /opt/bitnami MONGODB_PORT_NUMBER
bitnami/memcached 11211 /opt/bitnami MEMCACHED_PORT_NUMBER
bitnami/zookeeper 2181 2888 3888 8080 ?9141 /opt/bitnami ZOO_PORT_NUMBER
bitnami/rabbitmq 5672 4369 15672 25672 ?15692 ?1883 ?61613 /opt/bitnami RABBITMQ_NODE_PORT_NUMBER ...
phpmyadmin phpmyadmin/phpmyadmin 80 /etc/apache2 APACHE_PORT
adminer 8080
dpage/pgadmin4 80 443 PGADMIN_LISTEN_PORT
mongo-express 8081 PORT VCAP_APP_PORT
rediscommander/redis-commander ghcr.io/joeferner/redis-commander 8081 PORT /redis-commander/config
redis/redisinsight 5540 RI_APP_PORT >=2
redislabs/redisinsight redis/redisinsight 8001 RIPORT <2
lmenezes/cerebro 9000 CEREBRO_PORT /opt/cerebro/conf
cars10/elasticvue 8080 /etc/nginx
sosedoff/pgweb 8081 PGWEB_LISTEN
dbeaver/cloudbeaver 8978 CLOUDBEAVER_WEB_SERVER_PORT /opt/cloudbeaver
sqlpad/sqlpad 3000 SQLPAD_PORT PORT
amazon/dynamodb-local 8000
softwaremill/elasticmq softwaremill/elasticmq-native 9324 9325 /opt
fsouza/fake-gcs-server 4443 ?8000
adobe/s3mock 9090 9191
`;
