export const sv = {
  title: 'Logga in',
  lead: 'Här skriver ledningsgrupperna sina analyser tillsammans, så att varje åtgärd går att följa tillbaka till sitt resultat.',
  chain: ['Resultat', 'Orsak', 'Slutsats', 'Åtgärd', 'Effekt'],
  chainLabel: 'Kedjan från resultat till effekt',
  ended: 'Du har loggats ut. Logga in igen för att fortsätta där du var.',
  email: 'E-post',
  password: 'Lösenord',
  submit: 'Logga in',
  emailError: 'Skriv din e-postadress.',
  passwordError: 'Skriv ditt lösenord.',
  wrong: 'E-posten eller lösenordet stämmer inte. Kontrollera stavningen och försök igen.',
  tooMany: (seconds: number | null) =>
    seconds === null
      ? 'För många försök. Vänta en minut och försök igen.'
      : `För många försök. Vänta ${seconds} sekunder och försök igen.`,
  demo: {
    title: 'Demokonton',
    text: 'Välj ett konto, så fylls uppgifterna i. Lösenordet är samma för alla.',
    filled: (name: string) => `Uppgifterna för ${name} är ifyllda.`,
  },
  archive: 'Läs det som är publicerat',
};
