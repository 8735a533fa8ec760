"""List the fixed words of specifications: Dutch, English, French, German.

Step on the line: the table behind :mod:`linkml_schemas.specifying.texts`, for whoever edits the
words. A sentence in braces is filled in.
"""

from collections.abc import Mapping

from linkml_schemas.specifying.element_words import BACK, ELEMENTS, Words

_DIAGRAM: Mapping[str, Words] = {
    "diagram_of": (
        "Klassendiagram: {name}",
        "Class diagram: {name}",
        "Diagramme de classes : {name}",
        "Klassendiagramm: {name}",
    ),
    "diagram_shows": (
        "Toont {count} klassen: {names}.",
        "Shows {count} classes: {names}.",
        "Montre {count} classes : {names}.",
        "Zeigt {count} Klassen: {names}.",
    ),
    "diagram_lines": (
        "Met {count} lijnen voor relaties.",
        "With {count} lines for relations.",
        "Avec {count} lignes pour les relations.",
        "Mit {count} Linien für Beziehungen.",
    ),
    "and_more": ("en {count} meer", "and {count} more", "et {count} de plus", "und {count} mehr"),
    "count_properties": (
        "{count} eigenschappen",
        "{count} properties",
        "{count} propriétés",
        "{count} Eigenschaften",
    ),
    "abstract": ("abstract", "abstract", "abstraite", "abstrakt"),
    "mixin": ("bouwsteen", "mixin", "composant", "Baustein"),
    "deprecated": ("vervallen", "deprecated", "obsolète", "veraltet"),
}

_FRONT: Mapping[str, Words] = {
    "specification": ("Specificatie", "Specification", "Spécification", "Spezifikation"),
    "skip": (
        "Naar de inhoud",
        "Skip to content",
        "Aller au contenu",
        "Zum Inhalt springen",
    ),
    "language": ("Taal", "Language", "Langue", "Sprache"),
    "contents": ("Inhoud", "Contents", "Sommaire", "Inhalt"),
    "version": ("Versie", "Version", "Version", "Version"),
    "status": ("Status", "Status", "Statut", "Status"),
    "date": ("Datum", "Date", "Date", "Datum"),
    "this_version": ("Deze versie", "This version", "Cette version", "Diese Version"),
    "latest_version": (
        "Laatste versie",
        "Latest version",
        "Dernière version",
        "Neueste Version",
    ),
    "previous_version": (
        "Vorige versie",
        "Previous version",
        "Version précédente",
        "Vorige Version",
    ),
    "schema": ("Schema", "Schema", "Schéma", "Schema"),
    "licence": ("Licentie", "Licence", "Licence", "Lizenz"),
    "editors": ("Redactie", "Editors", "Rédaction", "Redaktion"),
    "introduction": ("Inleiding", "Introduction", "Introduction", "Einleitung"),
    "counts": (
        "Deze specificatie beschrijft {classes} klassen en {lists} codelijsten.",
        "This specification describes {classes} classes and {lists} code lists.",
        "Cette spécification décrit {classes} classes et {lists} listes de codes.",
        "Diese Spezifikation beschreibt {classes} Klassen und {lists} Codelisten.",
    ),
    "mostly_elsewhere": (
        "De meeste teksten van dit schema bestaan niet in het Nederlands: ze staan hier in een"
        " andere taal, met haar code erbij.",
        "Most texts of this schema do not exist in English: they stand here in another"
        " language, with its code beside it.",
        "La plupart des textes de ce schéma n'existent pas en français : ils figurent ici dans"
        " une autre langue, avec son code à côté.",
        "Die meisten Texte dieses Schemas gibt es nicht auf Deutsch: sie stehen hier in einer"
        " anderen Sprache, mit ihrem Kürzel daneben.",
    ),
    "how_to_read": (
        "Hoe dit te lezen",
        "How to read this",
        "Comment lire ce document",
        "Wie dies zu lesen ist",
    ),
    "reading_classes": (
        "Elke klasse heeft een tabel met de eigenschappen die ze zelf beschrijft. Wat ze van"
        " bovenliggende klassen krijgt, staat eronder, met een verwijzing.",
        "Each class has a table of the properties that it describes itself. What it gets from"
        " classes above it stands below, with a link.",
        "Chaque classe a un tableau des propriétés qu'elle décrit elle-même. Ce qu'elle reçoit"
        " des classes supérieures figure en dessous, avec un lien.",
        "Jede Klasse hat eine Tabelle der Eigenschaften, die sie selbst beschreibt. Was sie von"
        " übergeordneten Klassen erhält, steht darunter, mit einem Verweis.",
    ),
    "reading_cardinality": (
        "De kardinaliteit zegt hoeveel waarden er minstens en hoogstens zijn: 1 is verplicht en"
        " enkelvoudig, 0..1 hoogstens een, 1..* minstens een, 0..* willekeurig veel. Staat er"
        " een taal bij, dan geldt ze voor de tekst in die taal.",
        "The cardinality says how many values there are at least and at most: 1 is required and"
        " single, 0..1 at most one, 1..* at least one, 0..* any number. Where a language stands"
        " beside it, it holds for the text in that language.",
        "La cardinalité indique le nombre minimal et maximal de valeurs : 1 est obligatoire et"
        " unique, 0..1 au plus une, 1..* au moins une, 0..* un nombre quelconque. Si une langue"
        " l'accompagne, elle vaut pour le texte dans cette langue.",
        "Die Kardinalität nennt die Mindest- und Höchstzahl der Werte: 1 ist verpflichtend und"
        " einfach, 0..1 höchstens einer, 1..* mindestens einer, 0..* beliebig viele. Steht eine"
        " Sprache dabei, so gilt sie für den Text in dieser Sprache.",
    ),
    "reading_diagram": (
        "In de diagrammen wijst een lege driehoek naar de bovenliggende klasse, met een"
        " streepjeslijn bij een bouwsteen. Een open pijl is een relatie, met haar naam en"
        " kardinaliteit. ↑ noemt een bovenliggende klasse die niet getekend is.",
        "In the diagrams a hollow triangle points to the class above, with a dashed line for a"
        " mixin. An open arrow is a relation, with its name and cardinality. ↑ names a class"
        " above that is not drawn.",
        "Dans les diagrammes, un triangle vide pointe vers la classe supérieure, avec un trait"
        " discontinu pour un composant. Une flèche ouverte est une relation, avec son nom et sa"
        " cardinalité. ↑ nomme une classe supérieure qui n'est pas dessinée.",
        "In den Diagrammen zeigt ein leeres Dreieck auf die übergeordnete Klasse, bei einem"
        " Baustein mit gestrichelter Linie. Ein offener Pfeil ist eine Beziehung mit Namen und"
        " Kardinalität. ↑ nennt eine übergeordnete Klasse, die nicht gezeichnet ist.",
    ),
    "reading_fallback": (
        "Een tekst die niet in deze taal bestaat, staat er in een andere, met de code van die"
        " taal erbij.",
        "A text that does not exist in this language stands in another, with the code of that"
        " language beside it.",
        "Un texte qui n'existe pas dans cette langue figure dans une autre, avec le code de"
        " cette langue à côté.",
        "Ein Text, den es in dieser Sprache nicht gibt, steht in einer anderen, mit dem Kürzel"
        " jener Sprache daneben.",
    ),
    "namespaces": ("Naamruimten", "Namespaces", "Espaces de noms", "Namensräume"),
    "prefix": ("Prefix", "Prefix", "Préfixe", "Präfix"),
    "namespace": ("Naamruimte", "Namespace", "Espace de noms", "Namensraum"),
    "overview": ("Overzicht", "Overview", "Vue d'ensemble", "Überblick"),
    "overview_names": (
        "De klassen met hun namen; elke klasse heeft hieronder een eigen diagram.",
        "The classes by name; each class has a diagram of its own below.",
        "Les classes avec leurs noms ; chaque classe a son propre diagramme ci-dessous.",
        "Die Klassen mit ihren Namen; jede Klasse hat unten ein eigenes Diagramm.",
    ),
    "overview_parts": (
        "Wat bij elkaar hoort, is hieronder per deel getekend.",
        "What belongs together is drawn by part below.",
        "Ce qui va ensemble est dessiné par partie ci-dessous.",
        "Was zusammengehört, ist unten je Teil gezeichnet.",
    ),
    "part": ("Deel: {name}", "Part: {name}", "Partie : {name}", "Teil: {name}"),
}

WORDS: Mapping[str, Words] = {**_DIAGRAM, **_FRONT, **ELEMENTS, **BACK}
"""Every fixed word by its key."""
