# svclint beside the programs that it asks where they are there: helm renders charts, git tells what is new.
FROM node:22-alpine
RUN apk add --no-cache git helm && npm install --global svclint@0.1.0
