//! English questions.

use super::questions;
use crate::manifest::Facet;

#[test]
fn questions_of_all_kinds_have_their_predicate() {
    let rows = [
        ("How often do you skip breakfast?", "Rarely", "rarely skip breakfast"),
        (
            "How frequently do you check your mailbox at weekends?",
            "Daily|Several times a week",
            "check their mailbox at weekends several times a week or daily",
        ),
        (
            "How often do you cycle to work?",
            "Never|Less than once a month|Once a month",
            "cycle to work at most once a month",
        ),
        (
            "How many cups of coffee do you drink a day?",
            ">3",
            "drink more than 3 cups of coffee a day",
        ),
        (
            "How many hours a week do you spend on paperwork?",
            "median 5",
            "typically spend 5 hours a week on paperwork",
        ),
        ("How many people work at your bakery?", "1-5|6-20", "work at bakeries of 1 to 20 people"),
        ("How many children do you have?", "0", "have no children"),
        (
            "How many years have you worked as a teacher?",
            ">10",
            "have worked as a teacher for more than 10 years",
        ),
        ("When did you move to Berlin?", "<=2001", "moved to Berlin in 2001 or earlier"),
        ("What do you most want from your bank?", "Lower fees", "most want lower fees"),
        (
            "What do you most want from your bank?",
            "See all accounts at a glance",
            "most want to see all accounts at a glance",
        ),
        (
            "What annoys you about your commute?",
            "Crowded trains",
            "say crowded trains annoy them about their commute",
        ),
        ("What annoys you about your commute?", "I never get a seat", "say they never get a seat"),
        (
            "What makes cooking hard for you?",
            "Lack of time",
            "say lack of time makes cooking hard for them",
        ),
        ("Which apps do you use for budgeting?", "Spreadsheet", "use a spreadsheet for budgeting"),
        (
            "Which apps do you use for budgeting?",
            "None of these",
            "use none of these for budgeting",
        ),
        ("Which kitchen devices do you own?", "Food processor", "own a food processor"),
        ("How did you hear about our shop?", "A friend", "heard about our shop through a friend"),
        (
            "How did you hear about our shop?",
            "Newspaper advert",
            "heard about our shop through a newspaper advert",
        ),
        ("Do you own a car?", "No", "do not own a car"),
        ("Do you smoke?", "Yes", "smoke"),
        ("Have you ever returned a parcel?", "No", "have never returned a parcel"),
        ("Did you buy your bike online?", "Yes", "bought their bike online"),
        ("Are you a member of a union?", "Yes", "are members of a union"),
        ("Would you pay for faster delivery?", "No", "would not pay for faster delivery"),
        ("Do you plan to move house within a year?", "Yes", "plan to move house within a year"),
        (
            "How satisfied are you with your gym?",
            "Very satisfied|Satisfied",
            "are satisfied or very satisfied with their gym",
        ),
        (
            "How easy was it to find a parking space? (1 = very hard; 5 = very easy)",
            "1|2",
            "rate the ease of finding a parking space 1 or 2 of 5",
        ),
        (
            "How confident are you in your tax return? (1 = not at all; 7 = very)",
            "5|6|7",
            "rate their confidence in their tax return 5 or more of 7",
        ),
        ("How important is price to you?", "Very important", "find price very important"),
        ("We buy too much software.", "Disagree", "disagree that they buy too much software"),
        (
            "Why did you cancel your subscription?",
            "I moved abroad",
            "cancelled their subscription because they moved abroad",
        ),
        (
            "Why did you cancel your subscription?",
            "Price",
            "cancelled their subscription because of price",
        ),
        ("Why do you shop at night?", "To avoid queues", "shop at night to avoid queues"),
        ("Where do you read the news?", "On my phone", "read the news on their phone"),
        ("What is your job title?", "Head nurse", "are head nurses"),
        ("What is your gender?", "Female", "are female"),
        ("What is your age?", "18-24|25-34", "are 18 to 34 years old"),
        (
            "What is your annual household income?",
            "Under $20,000",
            "have an annual household income of less than $20,000",
        ),
        ("Do you have any pets?", "Don't know", "do not know whether they have any pets"),
        ("Which of these pets do you have? [Cat]", "No", "do not have a cat"),
        ("How do you pay your rent?", "By standing order", "pay their rent by standing order"),
        (
            "What do you do when the printer jams?",
            "Call the help desk",
            "call the help desk when the printer jams",
        ),
        ("Do you cook at home, or do you eat out?", "Yes", "?"),
        (
            "How much do you spend on books per year?",
            "$20-$49|$50-$99",
            "spend $20 to $99 per year on books",
        ),
        (
            "What is your main goal for this year?",
            "Learn Spanish",
            "name “learn Spanish” as their main goal for this year",
        ),
        (
            "What do you like about your neighbourhood?",
            "The park",
            "name the park as what they like about their neighbourhood",
        ),
        (
            "Who chooses the caterer at your company?",
            "The office manager",
            "say the office manager chooses the caterer at their company",
        ),
        ("Are you an expert in wine?", "Yes", "say they are experts in wine"),
        ("Do you use the app every day?", "Yes, but only at work", "?"),
        ("Do you use the app every day?", "Yes|No", "?"),
        ("How often do you use the lift?", "Never|Always", "?"),
        ("How often do you use the lift?", "Other", "?"),
        ("How long have you lived here?", "1-2 years", "have lived here for 1 to 2 years"),
        (
            "How long have you lived here?",
            "More than 5 years",
            "have lived here for more than 5 years",
        ),
        ("What do you use to take notes?", "Pen and paper", "use a pen and paper to take notes"),
        (
            "What do you use to take notes?",
            "Tablet|Notebook",
            "use a tablet or a notebook to take notes",
        ),
        (
            "What is your biggest problem at work?",
            "Noise",
            "name noise as their biggest problem at work",
        ),
        ("What is the hardest part of your day?", "Getting the children to school", "?"),
        (
            "What made you look for a new flat?",
            "Our second child was born",
            "say their second child was born",
        ),
        ("What prompted you to join?", "A discount", "say a discount prompted them to join"),
        ("What made you switch banks?", "High fees", "say high fees made them switch banks"),
        ("Who helps you decide?", "My wife", "say their wife helps them decide"),
        (
            "Where did you first see our advert?",
            "On television",
            "first saw our advert on television",
        ),
        ("How do you prefer to be contacted?", "Email", "prefer to be contacted by email"),
        ("Would you recommend us to a friend?", "Yes", "would recommend us to a friend"),
        ("Were you offered a refund?", "No", "were not offered a refund"),
        ("Can you work from home?", "No", "cannot work from home"),
        ("Has your team grown this year?", "Yes", "?"),
        ("Does your company offer parking?", "No", "?"),
        ("Is there a canteen in your building?", "No", "say there is no canteen in their building"),
        (
            "How happy are you with the result?",
            "Not at all happy|Not very happy",
            "are not at all or not very happy with the result",
        ),
        (
            "How useful was the manual? (1 = useless; 7 = very useful)",
            "4",
            "rate how useful the manual was 4 of 7",
        ),
        (
            "How likely are you to renew? (0 = not at all likely; 10 = extremely likely)",
            "7|8|9|10",
            "rate their likelihood to renew 7 or more of 10",
        ),
        ("What is your marital status?", "Married", "are married"),
        ("Employment status", "Self-employed", "are self-employed"),
        ("What kind of building do you live in?", "Detached house", "?"),
        (
            "How much would you pay per month for the service?",
            "€5-€10|€10-€20",
            "would pay €5 to €20 per month for the service",
        ),
        (
            "How much do you earn per month?",
            "€1,000-€2,000",
            "have a monthly income of €1,000 to €2,000",
        ),
        ("How many times a week do you cook?", ">5", "cook more than 5 times a week"),
        ("How many emails do you send per day?", "median 30", "typically send 30 emails per day"),
        ("How many books did you read last year?", "<=1", "read at most 1 book last year"),
        ("How many rooms does your flat have?", ">3", "?"),
        ("On average how many hours do you sleep?", "<=6", "?"),
        (
            "How satisfied are you with the lift? (1 = very satisfied, 5 = not satisfied at all)",
            "1|2",
            "?",
        ),
        ("Please rate the canteen (1 = very good, 5 = very bad)", "1|2", "?"),
        ("How easy was it to park? (1 = very easy, 5 = very hard)", "4|5", "?"),
        (
            "How satisfied are you with the following? [Opening hours]",
            "Very dissatisfied|Dissatisfied",
            "are dissatisfied or very dissatisfied with opening hours",
        ),
        ("How many days a week do you work from home?", "0", "?"),
        (
            "How many days a week do you work from home?",
            ">2",
            "work from home more than 2 days a week",
        ),
        ("How much time do you spend on email?", "1-2 hours", "spend 1 to 2 hours on email"),
        (
            "What puts you off buying a heat pump?",
            "The price",
            "say the price puts them off buying a heat pump",
        ),
        ("What puts you off buying a heat pump?", "We rent our flat", "say they rent their flat"),
        ("How do you feel about your job?", "Happy", "?"),
        ("What do you do for a living?", "Teacher", "?"),
        ("When do you usually shop?", "In the evening", "?"),
        ("Which supermarket do you use most often?", "Lidl", "use Lidl most often"),
        (
            "How often do you eat out?",
            "Less than once a month|Never",
            "eat out less than once a month or never",
        ),
        (
            "How often do you eat out?",
            "2-3 times a week|Daily",
            "eat out 2-3 times a week or daily",
        ),
        ("Have you used our app?", "Yes", "have used our app"),
        ("Does anyone in your household smoke?", "No", "?"),
        ("Why did you join?", "Meet people", "?"),
        (
            "What led you to change doctor?",
            "Long waiting times",
            "say long waiting times led them to change doctor",
        ),
        (
            "How important is it to you to buy organic food?",
            "Not at all important",
            "find it not at all important to buy organic food",
        ),
        (
            "To what extent do you agree or disagree that the app is easy to use?",
            "Strongly agree",
            "?",
        ),
        ("Which of the following apply to you? [I have a car]", "Yes", "?"),
        ("Did you attend the workshop?", "No", "did not attend the workshop"),
        ("Are you currently looking for a job?", "Yes", "are looking for a job"),
        ("Are you happy?", "Not applicable", "?"),
        (
            "How long did it take you to find a flat?",
            "Three months",
            "took three months to find a flat",
        ),
        ("What kind of music do you listen to?", "Jazz", "listen to Jazz"),
        ("Which browser do you use?", "Firefox|Chrome", "use Firefox or Chrome"),
    ];
    questions("en", Facet::Behaviour, &rows);
}

#[test]
fn virtues_and_statements_are_said() {
    let rows = [
        (
            "I always keep my promises.",
            "Strongly agree",
            "strongly agree that they always keep their promises",
        ),
        ("My team listens to me.", "Agree|Strongly agree", "agree that their team listens to them"),
        ("How often do you keep your word?", "Always", "say they always keep their word"),
        (
            "It is important to me to buy local food.",
            "Somewhat disagree|Strongly disagree",
            "disagree that it is important to them to buy local food",
        ),
        (
            "Please indicate how much you agree: I enjoy my work",
            "Neither agree nor disagree|Disagree",
            "do not agree that they enjoy their work",
        ),
    ];
    questions("en", Facet::Value, &rows);
}
