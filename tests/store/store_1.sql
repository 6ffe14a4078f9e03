PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE about (
	name VARCHAR NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO about VALUES('version','1');
INSERT INTO about VALUES('key','488a28e017eb7de6ac339ffb422ca8255052fd4d5b601b8db147cccab6aacff4');
CREATE TABLE imports (
	id INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	sheet TEXT NOT NULL, 
	platform VARCHAR NOT NULL, 
	survey VARCHAR NOT NULL, 
	imported VARCHAR(10) NOT NULL, 
	rows INTEGER NOT NULL, 
	new INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	withdrawn INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO imports VALUES(1,'exit-webinar-7.csv','04fe8cc96af1d99a15fecc52a1688a5f22ce908bb7b464c78a0c5beee3072cd2','','plain','exit','2020-10-10',3,3,0,0,0,0,0);
INSERT INTO imports VALUES(2,'later-webinar-7.csv','9fc188726ea995a1ffafc8408d1fbf315b26ae5e8722b62c1514250056af8464','','plain','exit','2020-10-11',1,0,1,0,0,0,0);
CREATE TABLE identities (
	person VARCHAR(64) NOT NULL, 
	email TEXT, 
	name TEXT, 
	organisation TEXT, 
	contacts TEXT NOT NULL, 
	PRIMARY KEY (person)
);
INSERT INTO identities VALUES('8f0932b0b2066671fde3877f5dbded0b555b1238498f0aa47fb925c8e1abd175','two@example.org','Person Two',NULL,'{}');
INSERT INTO identities VALUES('3fadeefb214c97e79fbd8a0479a1cc904ce03daf9396e9a9b12ffdbf653318b8','one@example.org','Person One',NULL,'{}');
CREATE TABLE responses (
	"key" VARCHAR(64) NOT NULL, 
	content VARCHAR(64) NOT NULL, 
	import_id INTEGER NOT NULL, 
	survey VARCHAR NOT NULL, 
	webinar INTEGER NOT NULL, 
	platform VARCHAR NOT NULL, 
	"row" INTEGER NOT NULL, 
	submitted TEXT, 
	consent TEXT, 
	person VARCHAR(64), 
	answers TEXT NOT NULL, 
	others TEXT NOT NULL, 
	extras TEXT NOT NULL, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(import_id) REFERENCES imports (id)
);
INSERT INTO responses VALUES('595635b181ce900ab1b1168525f82b11fe6ffeb166b092a58435354d04e2de74','7375746ae8475277b0d5a93bfa86ef7cbeeaa360e9df4564061d240bd9b0e3d0',2,'exit',7,'plain',2,NULL,'Do you agree that the organisers keep your answers to evaluate this webinar series?','3fadeefb214c97e79fbd8a0479a1cc904ce03daf9396e9a9b12ffdbf653318b8','{"comment":"Changed","consent":"yes","content":2,"country":"KE","gender":"woman"}','{}','{}');
INSERT INTO responses VALUES('82341ec59f3b5c994702b8767d923c5cd34020c1edb5992c627a034346d1d79b','a7e0a68ebb21f94133bb26fc5296127952740aaa18d1baf3e5868b4ed7fa8f18',1,'exit',7,'plain',3,NULL,'Do you agree that the organisers keep your answers to evaluate this webinar series?','8f0932b0b2066671fde3877f5dbded0b555b1238498f0aa47fb925c8e1abd175','{"consent":"yes","content":4,"country":"CN","gender":"man"}','{}','{}');
INSERT INTO responses VALUES('24134cfaf22dd3aeb0dac95028ded7c9c50c9b729572a3f570cb9784b1f45fd1','57e016f5a028ecbc8fbb0c4f9b616c274e05432faca3ff18738d5941d64a1f7b',1,'exit',7,'plain',4,NULL,'Do you agree that the organisers keep your answers to evaluate this webinar series?',NULL,'{"consent":"yes","content":3,"country":"CN","gender":"woman"}','{}','{}');
CREATE INDEX ix_responses_person ON responses (person);
CREATE INDEX ix_responses_survey ON responses (survey);
COMMIT;
