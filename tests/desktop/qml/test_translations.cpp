// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence of the desktop client is there in every language, with what is put into it.
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

#include "layout_check.hpp"
#include "main.hpp"
#include "scenes.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

struct Sentence {
  QString source;
  QStringList forms;
  bool finished = true;
};

Sentence read_sentence(QXmlStreamReader& xml) {
  Sentence sentence;
  while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("message")) &&
         !xml.atEnd()) {
    if (!xml.isStartElement()) continue;
    if (xml.name() == QLatin1String("source")) sentence.source = xml.readElementText();
    if (xml.name() == QLatin1String("numerusform")) sentence.forms.append(xml.readElementText());
    if (xml.name() != QLatin1String("translation")) continue;
    sentence.finished = !xml.attributes().hasAttribute(QLatin1String("type"));
    xml.readNext();
    if (xml.isCharacters() && !xml.isWhitespace()) sentence.forms.append(xml.text().toString());
  }
  return sentence;
}

QList<Sentence> read_sentences(const QString& name) {
  QFile file{name};
  if (!file.open(QIODevice::ReadOnly)) return {};
  QXmlStreamReader xml{&file};
  QList<Sentence> sentences;
  while (!xml.atEnd()) {
    xml.readNext();
    if (xml.isStartElement() && xml.name() == QLatin1String("message")) sentences.append(read_sentence(xml));
  }
  return sentences;
}

QString file_of(const QString& language) {
  return QStringLiteral(SOTTO_DESKTOP_FOLDER "/translations/sotto_%1.ts").arg(language);
}

}  // namespace

class Translations : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_left_untranslated_data();
  void nothing_is_left_untranslated();
  void what_is_put_in_stays_in_data() { nothing_is_left_untranslated_data(); }
  void what_is_put_in_stays_in();
  void longer_words_fit_data();
  void longer_words_fit();
  void a_screen_speaks_the_language_data();
  void a_screen_speaks_the_language();
  void who_reads_is_spoken_to_data();
  void who_reads_is_spoken_to();
  void a_reaction_and_an_answer_of_ones_own_are_spoken_data();
  void a_reaction_and_an_answer_of_ones_own_are_spoken();
};

void Translations::nothing_is_left_untranslated_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("Spanish") << "es";
  QTest::newRow("German") << "de";
}

/// With what the sources say now, not with what they said when the file was last updated.
void Translations::nothing_is_left_untranslated() {
  QFETCH(const QString, language);
  const QTemporaryDir folder;
  const QString copy = folder.filePath(QStringLiteral("sotto_%1.ts").arg(language));
  QVERIFY(QFile::copy(file_of(language), copy));
  const QStringList words{QStringLiteral("-silent"),
                          QStringLiteral("-locations"),
                          QStringLiteral("none"),
                          QStringLiteral("-no-obsolete"),
                          QStringLiteral(SOTTO_DESKTOP_FOLDER),
                          QStringLiteral("-ts"),
                          copy};
  QCOMPARE(QProcess::execute(QStringLiteral(SOTTO_LUPDATE), words), 0);
  const QList<Sentence> sentences = read_sentences(copy);
  QVERIFY(sentences.size() > 250);
  for (const Sentence& sentence : sentences)
    QVERIFY2(sentence.finished && !sentence.forms.isEmpty(), qPrintable(sentence.source));
}

void Translations::what_is_put_in_stays_in() {
  QFETCH(const QString, language);
  for (const Sentence& sentence : read_sentences(file_of(language)))
    for (const QString& form : sentence.forms)
      QVERIFY2(form.count(QStringLiteral("%1")) == sentence.source.count(QStringLiteral("%1")),
               qPrintable(form));
}

void Translations::longer_words_fit_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  for (const char* language : {"es", "de"})
    for (const auto& [story, screen] : scenes)
      QTest::addRow("%s-%s-%s", language, screen, story) << language << story << screen;
}

void Translations::longer_words_fit() {
  QFETCH(const QString, language);
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  QTranslator translator;
  QVERIFY(translator.load(QLocale{language}, QStringLiteral("sotto"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")));
  QVERIFY(QCoreApplication::installTranslator(&translator));
  Stage stage{story, screen};
  stage.resize(400, 800);
  QCOMPARE(layout_faults(stage.window()).join(QLatin1Char('\n')), QString{});
}

void Translations::a_screen_speaks_the_language_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("screen");
  QTest::addColumn<QString>("words");
  QTest::newRow("Spanish") << "es"
                           << "landing"
                           << "Habla en voz baja.";
  QTest::newRow("German") << "de"
                          << "landing"
                          << "Leise reden.";
}

void Translations::a_screen_speaks_the_language() {
  QFETCH(const QString, language);
  QFETCH(const QString, screen);
  QFETCH(const QString, words);
  QTranslator translator;
  QVERIFY(translator.load(QLocale{language}, QStringLiteral("sotto"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")));
  QVERIFY(QCoreApplication::installTranslator(&translator));
  const Stage stage{QStringLiteral("out"), screen};
  QVERIFY(stage.named(words) != nullptr);
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

void Translations::who_reads_is_spoken_to_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("by");
  QTest::addColumn<QString>("body");
  QTest::addColumn<QString>("words");
  const auto add = [](const char* language, const char* by, const char* body, const char* words) {
    QTest::addRow("%s: %s %s", language, by, body) << language << by << body << words;
  };
  add("en", "nora", "removed ben", "You removed Ben Okafor.");
  add("en", "ben", "removed nora", "Ben Okafor removed you.");
  add("de", "nora", "created", "Du hast die Gruppe erstellt.");
  add("de", "ben", "joined", "Ben Okafor ist neu dabei.");
  add("de", "nora", "left", "Du hast die Gruppe verlassen.");
  add("de", "nora", "removed ben", "Du hast Ben Okafor entfernt.");
  add("de", "ben", "removed nora", "Ben Okafor hat dich entfernt.");
  add("de", "nora", "role ben", "Du hast die Rolle von Ben Okafor geändert.");
  add("de", "ben", "role nora", "Ben Okafor hat deine Rolle geändert.");
  add("de", "nora", "role nora", "Du hast deine Rolle geändert.");
  add("de", "nora", "picture", "Du hast das Bild der Gruppe geändert.");
  add("de", "nora", "picture none", "Du hast das Bild der Gruppe entfernt.");
  add("de", "ben", "picture none", "Ben Okafor hat das Bild der Gruppe entfernt.");
  add("de", "nora", "renamed Go", "Du hast die Gruppe „Go“ genannt.");
  add("de", "nora", "policy 2", "Du hast festgelegt, dass 2 Zustimmungen zur Aufnahme genügen.");
  add("de", "ben", "policy 1", "Ben Okafor hat festgelegt, dass 1 Zustimmung zur Aufnahme genügt.");
  add("de", "nora", "something new", "Du hast die Gruppe geändert.");
  add("es", "nora", "created", "Creaste el grupo.");
  add("es", "ben", "joined", "Ben Okafor entró en el grupo.");
  add("es", "nora", "removed ben", "Quitaste a Ben Okafor del grupo.");
  add("es", "ben", "removed nora", "Ben Okafor te quitó del grupo.");
  add("es", "nora", "picture", "Cambiaste la imagen del grupo.");
  add("es", "nora", "picture none", "Quitaste la imagen del grupo.");
  add("es", "ben", "role nora", "Ben Okafor cambió tu rol.");
  add("es", "nora", "policy 2", "Decidiste que bastan 2 aprobaciones para entrar.");
}

/// What bends with who it is about is a sentence of its own.
void Translations::who_reads_is_spoken_to() {
  QFETCH(const QString, language);
  QFETCH(const QString, by);
  QFETCH(const QString, body);
  QFETCH(const QString, words);
  QTranslator translator;
  QVERIFY(translator.load(QLocale{language}, QStringLiteral("sotto"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")));
  QVERIFY(QCoreApplication::installTranslator(&translator));
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  const QVariantMap notice{{QStringLiteral("kind"), QStringLiteral("group_changed")},
                           {QStringLiteral("sender"), by}};
  QMetaObject::invokeMethod(&stage.part(QStringLiteral("chat.timeline")), "add",
                            Q_ARG(bool, by == QStringLiteral("nora")), Q_ARG(QString, body),
                            Q_ARG(QDateTime, QDateTime::currentDateTime()),
                            Q_ARG(QVariant, QVariant::fromValue(notice)));
  stage.settle();
  QVERIFY(stage.named(words) != nullptr);
}

void Translations::a_reaction_and_an_answer_of_ones_own_are_spoken_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("reaction");
  QTest::addColumn<QString>("answer");
  QTest::newRow("German") << "de"
                          << "👍 von dir"
                          << "Antwort an dich: The bicycles.";
  QTest::newRow("Spanish") << "es"
                           << "👍 de ti"
                           << "Respuesta a ti: The bicycles.";
}

void Translations::a_reaction_and_an_answer_of_ones_own_are_spoken() {
  QFETCH(const QString, language);
  QFETCH(const QString, reaction);
  QFETCH(const QString, answer);
  QTranslator translator;
  QVERIFY(translator.load(QLocale{language}, QStringLiteral("sotto"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")));
  QVERIFY(QCoreApplication::installTranslator(&translator));
  const Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  QVERIFY(stage.named(reaction) != nullptr);
  QVERIFY(stage.named(answer) != nullptr);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Translations)
#include "test_translations.moc"
